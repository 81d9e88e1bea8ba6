"""Writes statistics.json: sums, moments, quantiles, intervals in exact fractions, by NumPy and by SciPy."""
import json, math, random
from pathlib import Path
from fractions import Fraction as F
import numpy as np
from scipy.stats import binomtest
rng = random.Random(20260101)
def exact(x, y=None):
    y = x if y is None else y
    n = len(x); mx = sum(map(F, x)) / n; my = sum(map(F, y)) / n
    return float(mx), float(sum((F(a) - mx) * (F(b) - my) for a, b in zip(x, y)) / (n - 1))
def pack(name, x):
    m, v = exact(x)
    ps = [0, 0.01, 0.05, 0.25, 0.5, 0.77, 0.95, 1]
    return dict(name=name, numbers=x, sum=math.fsum(x), mean=m, variance=v, shares=ps, quantiles=[float(np.quantile(x, p)) for p in ps])
columns = [
    pack('far from zero', [1e9 + rng.gauss(0, 1) for _ in range(700)]),
    pack('both signs and zero', [rng.choice([0.0, 1.0, -1.0]) * rng.uniform(0, 5e7) for _ in range(700)]),
    pack('many sizes', [rng.choice([1, -1]) * 10 ** rng.uniform(-200, 20) for _ in range(300)]),
    pack('cancelling', [1e100, 1.0, -1e100, 1e-300, 3.0, -4.0, 2.0 ** -1074, 1e16, 1.0, -1e16]),
    pack('equal', [0.1] * 300),
]
x = [1e6 + rng.gauss(0, 3) for _ in range(600)]; y = [2 * a + rng.gauss(0, 5) for a in x]
r = exact(x, y)[1] / math.sqrt(exact(x)[1] * exact(y)[1])
pairs = dict(x=x, y=y, covariance=exact(x, y)[1], correlation=r)
wilson = []
for k, n in [(0, 10), (10, 10), (3, 10), (1, 1000), (512, 1024), (999999, 1000000)]:
    for level in (0.9, 0.95, 0.99):
        ci = binomtest(k, n).proportion_ci(level, 'wilson')
        wilson.append([k, n, level, float(ci.low), float(ci.high)])
json.dump(dict(columns=columns, pairs=pairs, wilson=wilson), open(Path(__file__).with_name('statistics.json'), 'w'), indent=None)
