// The system library that writes workbooks. Only FundReport imports it; nothing of ours goes in here.
#include <xlsxwriter.h>
