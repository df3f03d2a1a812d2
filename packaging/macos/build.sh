#!/usr/bin/env bash
# Builds Vorzimmer.app and its disk image on macOS. Never run so far. SIGN_AS names a "Developer ID Application" identity and
# NOTARY a keychain profile of notarytool; without them the bundle is signed for this machine only.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/environment.sh
python=build/venv/bin/python
version=$($python -c 'import softphone; print(softphone.__version__)')
app=dist/Vorzimmer.app
mkdir -p build/vorzimmer.iconset
for size in 16 32 128; do
    sips -z $size $size resources/vorzimmer-128.png --out "build/vorzimmer.iconset/icon_${size}x$size.png" >/dev/null
done
iconutil -c icns -o build/vorzimmer.icns build/vorzimmer.iconset
$python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller packaging/softphone.spec
for language in en de; do
    mkdir -p "$app/Contents/Resources/$language.lproj"
    $python -c "import sys; from scripts.packages.identity import plist_strings; sys.stdout.write(plist_strings('$language'))" \
        >"$app/Contents/Resources/$language.lproj/InfoPlist.strings"
done
codesign --force --deep --options runtime --entitlements packaging/macos/entitlements.plist --sign "${SIGN_AS:--}" "$app"
codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/softphone" --smoke-test
image=dist/Vorzimmer-$version-$(uname -m).dmg
hdiutil create -volname Vorzimmer -srcfolder "$app" -ov -format UDZO "$image"
if [ -n "${NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY" --wait
    xcrun stapler staple "$image"
fi
