#!/usr/bin/env bash
# make_dmg.sh VERSION: the disk image with Arctic Map.app. Not run yet: no Mac has built it so far.
# First the app: python packaging/build_packages.py --frozen-only
# With SIGN_AS set to an identity of the keychain, the app is signed; without, for the builder's own machine only.
set -euo pipefail
version=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
app="$top/build/package/frozen/Arctic Map.app"
stage=$top/build/package/dmg
image=$top/dist/arctic-map-$version-macos-$(uname -m).dmg

rm -rf "$stage" "$image"
mkdir -p "$stage" "$top/dist"
cp -R "$app" "$stage/"
# Chromium's engine compiles scripts while it runs, which a signed app must say beforehand.
codesign --force --deep --options runtime --timestamp=none \
    --entitlements "$top/packaging/macos/entitlements.plist" --sign "${SIGN_AS:--}" "$stage/Arctic Map.app"
codesign --verify --deep --strict "$stage/Arctic Map.app"
ln -s /Applications "$stage/Applications"
cp "$top/LICENSE" "$stage/Licence.txt"
hdiutil create -volname "Arctic Map" -srcfolder "$stage" -fs HFS+ -format UDZO "$image"
