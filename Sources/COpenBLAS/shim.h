// The system library for linear algebra. Only FundNumerics imports it; nothing of ours goes in here.
#include <cblas.h>
#include <stddef.h>

// LAPACK by its Fortran symbols: lapacke.h is another package. The last argument is the length of the first one.
void dpotrf_(const char *uplo, const blasint *n, double *a, const blasint *lda, blasint *info, size_t uplo_length);
