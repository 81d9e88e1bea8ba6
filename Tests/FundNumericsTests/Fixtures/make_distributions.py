"""Writes distributions.json: quantiles, means and standard deviations by mpmath to 30 digits, apart from the code under test."""
import json
from pathlib import Path
from mpmath import mp, mpf, sqrt, log, exp, erfc, findroot, quad, npdf, betainc, inf
mp.dps = 40
Phi = lambda z: erfc(-z / sqrt(2)) / 2
def znorm(p):
    p = mpf(p)
    if p == mpf(1)/2: return mpf(0)
    lo, hi = mpf(-40), mpf(40)
    for _ in range(160):
        m = (lo + hi) / 2
        lo, hi = (m, hi) if Phi(m) < p else (lo, m)
    return (lo + hi) / 2
def bisect(f, lo, hi):
    lo, hi = mpf(lo), mpf(hi)
    for _ in range(170):
        m = (lo + hi) / 2
        lo, hi = (m, hi) if f(m) < 0 else (lo, m)
    return (lo + hi) / 2
PS = [2.0**-53, 1e-6, 0.01, 0.3, 0.5, 0.8, 0.999, 1 - 2.0**-53]
cases = []
def case(kind, params, q, mean, sd):
    cases.append(dict(kind=kind, parameters=params, p=PS, quantiles=[float(q(mpf(p))) for p in PS], mean=float(mean), standardDeviation=float(sd)))
for (a, m, b, l) in [(0, 0, 1, 4), (0, 1, 1, 4), (-3, 1, 2, 4), (100, 130, 200, 2), (0, 0.2, 1, 50), (0, 0.5, 1, 0.5), (0, 0.9, 1, 400)]:
    A = 1 + mpf(l) * (mpf(m) - a) / (mpf(b) - a); B = 1 + mpf(l) * (b - mpf(m)) / (mpf(b) - a)
    case('pert', [a, m, b, l], lambda p: a + (b - a) * bisect(lambda x: betainc(A, B, 0, x, regularized=True) - p, 0, 1),
         a + (b - a) * A / (A + B), (b - a) * sqrt(A * B / ((A + B) ** 2 * (A + B + 1))))
def truncated(mu, s, lo, hi):
    al = (mpf(lo) - mu) / s if lo is not None else -inf; be = (mpf(hi) - mu) / s if hi is not None else inf
    flip = al > 0  # in the lower tail, with its digits
    if flip: al, be = -be, -al
    pa = Phi(al) if al != -inf else mpf(0); pb = Phi(be) if be != inf else mpf(1)
    def q(p):
        if flip: p = 1 - p
        z = bisect(lambda z: Phi(z) - (pa + p * (pb - pa)), max(al, -45), min(be, 45))
        return mu + s * (-z if flip else z)
    Z = pb - pa
    pts = [max(al, -45), min(be, 45)]
    mid = (pts[0] + pts[1]) / 2
    grid = [pts[0] + (pts[1] - pts[0]) * k / 64 for k in range(65)]; peak = min(max(pts[0], 0), pts[1])
    d = lambda z: exp((peak - z) * (peak + z) / 2)
    Z = quad(d, grid); m1 = quad(lambda z: z * d(z), grid) / Z
    v = quad(lambda z: (z - m1) ** 2 * d(z), grid) / Z
    case('truncatedNormal', [mu, s, lo, hi], q, mu + s * (-m1 if flip else m1), s * sqrt(v))
truncated(0, 1, -1.5, 2); truncated(10, 2, 9, 9.5); truncated(0, 1, 5, 6); truncated(0, 1, -20, -19.5); truncated(5, 1, 0, None); truncated(0, 1, None, -6); truncated(0, 1, 0, 1e-5)
for (m, s) in [(100, 20), (1, 1e-3), (2, 10)]:
    v = log(1 + (mpf(s) / m) ** 2)
    case('lognormal', [m, s], lambda p: exp(log(mpf(m)) - v / 2 + sqrt(v) * znorm(p)), m, s)
case('normal', [3, 2], lambda p: 3 + 2 * znorm(p), 3, 2)
case('uniform', [-1, 3], lambda p: -1 + 4 * p, 1, 4 / sqrt(mpf(12)))
def tri(a, m, b):
    a, m, b = map(mpf, (a, m, b))
    case('triangular', [float(a), float(m), float(b)], lambda p: a + sqrt(p * (b - a) * (m - a)) if p <= (m - a) / (b - a) else b - sqrt((1 - p) * (b - a) * (b - m)),
         (a + m + b) / 3, sqrt((a * a + m * m + b * b - a * m - a * b - m * b) / 18))
tri(0, 3, 10); tri(1e6, 1e6 + 1, 1e6 + 2)
normal = [[z, float(Phi(mpf(z)))] for z in [-37, -20.5, -8.3, -5, -2.25, -1, -0.1, -1e-9, 0, 1e-3, 0.7, 1.96, 3, 6, 8.5, 40]]
json.dump(dict(cases=cases, normalProbabilities=normal), open(Path(__file__).with_name('distributions.json'), 'w'), indent=1)
