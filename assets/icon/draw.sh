#!/usr/bin/env bash
# Draws the icon: a bound ledger, navy cloth, thread at the spine, 帳 on its label.
# Run by hand after a change (needs ImageMagick); the pictures are committed.
# Owns the drawing and its sizes; tauri.conf.json says which of them is used where.
set -euo pipefail
cd "$(dirname "$0")"
icons=../../src-tauri/icons
font=../fonts/BIZUDMincho-Regular.ttf

# Drawn large, so that every size is a clean reduction: back cover, pages, front cover, spine,
# thread (四つ目綴じ: four holes), label with its frame, and the one character.
convert -size 1024x1024 xc:none \
  -fill '#14263f' -draw 'roundrectangle 170,84 914,972 36,36' \
  -fill '#f4efe2' -draw 'rectangle 190,110 892,944' \
  -stroke '#cfc6b0' -strokewidth 6 -draw 'line 868,112 868,942 line 880,112 880,942' -stroke none \
  -fill '#234a7c' -draw 'roundrectangle 130,60 850,940 36,36' \
  -fill '#1a3860' -draw 'roundrectangle 130,60 270,940 36,36' -draw 'rectangle 230,60 270,940' \
  -stroke '#e9dfc4' -strokewidth 16 \
  -draw 'line 226,66 226,934' \
  -draw 'line 134,170 226,170' -draw 'line 134,390 226,390' \
  -draw 'line 134,610 226,610' -draw 'line 134,830 226,830' \
  -stroke none -fill '#fbf8ef' -draw 'rectangle 340,180 780,820' \
  -fill none -stroke '#8c2f2b' -strokewidth 14 -draw 'rectangle 368,208 752,792' \
  -stroke '#1c1c1c' -strokewidth 7 -fill '#1c1c1c' -font "$font" -pointsize 360 -gravity center -annotate +48-12 '帳' \
  -define png:exclude-chunks=date,time icon.png

for size in 32 128 256; do
  convert icon.png -filter Lanczos -resize "${size}x${size}" -strip "PNG32:$icons/${size}x${size}.png"
done
convert icon.png -filter Lanczos -resize 512x512 -strip "PNG32:$icons/icon.png"
# Windows chooses from these: title bar, task bar, desktop at 100 % to 300 %.
convert icon.png -filter Lanczos -strip \
  \( -clone 0 -resize 16x16 \) \( -clone 0 -resize 24x24 \) \( -clone 0 -resize 32x32 \) \( -clone 0 -resize 48x48 \) \
  \( -clone 0 -resize 64x64 \) \( -clone 0 -resize 128x128 \) \( -clone 0 -resize 256x256 \) -delete 0 "$icons/icon.ico"
