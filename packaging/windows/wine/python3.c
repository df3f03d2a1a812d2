/* python3.dll, whose names all lead to python311.dll (test only). */
int DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
