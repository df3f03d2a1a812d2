# Builds the Windows program and its setup on Windows, with python.org's Python 3.11 and NSIS (makensis on the PATH).
# Run from the top folder: pwsh packaging/windows/build.ps1
$ErrorActionPreference = "Stop"
$PSNativeCommandUseErrorActionPreference = $true
python -m venv build/venv
$python = "build/venv/Scripts/python.exe"
& $python -m pip install --quiet --require-hashes -r requirements-packaging.lock
& $python -X utf8 -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller packaging/softphone.spec
& dist/softphone/softphone.exe --version
& dist/softphone/softphone.exe --smoke-test
$windowed = Start-Process -FilePath dist/softphone/Vorzimmer.exe -ArgumentList "--smoke-test" -Wait -PassThru
if ($windowed.ExitCode -ne 0) { throw "the windowed program does not telephone" }
& $python -m scripts.packages.licences dist/softphone/licences
& $python -m scripts.packages.windows_installers dist/softphone dist
& $python -m scripts.packages.sbom dist/vorzimmer-windows.cdx.json
& $python -m scripts.packages.dist_table dist
