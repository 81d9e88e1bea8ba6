// The system library for linear algebra. Only FundNumerics imports it; nothing of ours goes in here.
#include <cblas.h>
