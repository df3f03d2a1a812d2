/* Stand-in for Windows 10's icuuc.dll where Wine has none (test only): it refuses every converter. */
#include <stddef.h>
typedef int UErr;
#define X __declspec(dllexport)
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void *ucnv_open(const char *n, UErr *e) { if (e) *e = 4; return NULL; }
X void ucnv_close(void *c) {}
X void ucnv_reset(void *c) {}
X signed char ucnv_getMaxCharSize(void *c) { return 1; }
X const char *ucnv_getName(void *c, UErr *e) { if (e) *e = 1; return NULL; }
X void ucnv_getToUCallBack(void *c, void **a, const void **b) { *a = NULL; *b = NULL; }
X void ucnv_getFromUCallBack(void *c, void **a, const void **b) { *a = NULL; *b = NULL; }
X void ucnv_setToUCallBack(void *c, void *n, const void *x, void **a, const void **b, UErr *e) {}
X void ucnv_setFromUCallBack(void *c, void *n, const void *x, void **a, const void **b, UErr *e) {}
X void ucnv_cbToUWriteUChars(void *a, const void *s, int l, int o, UErr *e) {}
X void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, UErr *e) {}
X void ucnv_toUnicode(void *c, void **t, const void *tl, const char **s, const char *sl, int *o, signed char f, UErr *e) { *e = 1; }
X void ucnv_fromUnicode(void *c, char **t, const char *tl, const void **s, const void *sl, int *o, signed char f, UErr *e) { *e = 1; }
X int ucnv_toUCountPending(void *c, UErr *e) { return 0; }
X int ucnv_fromUCountPending(void *c, UErr *e) { return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, UErr *e) { return NULL; }
X const char *ucnv_getAvailableName(int n) { return NULL; }
X int ucnv_countAvailable(void) { return 0; }
