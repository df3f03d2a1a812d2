/* pythonw.exe for the Python that Wine runs (test only). */
#include <windows.h>
#include <stdlib.h>
__declspec(dllimport) int Py_Main(int argc, wchar_t **argv);
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show) { return Py_Main(__argc, __wargv); }
