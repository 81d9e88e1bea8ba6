// The system library for linear algebra. Only FundNumerics imports it; nothing of ours goes in here.
#include <cblas.h>
#include <stddef.h>

// LAPACK by its Fortran names: every argument by address, matrices column by column; the length of a text comes last.
void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *pivots, double *b, const int *ldb,
            int *info);
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);
