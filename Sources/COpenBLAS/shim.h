// The system library for linear algebra. Only FundNumerics imports it; nothing of ours goes in here.
#include <cblas.h>

// LAPACK by its Fortran names: every argument by address, matrices column by column.
void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *pivots, double *b, const int *ldb,
            int *info);
