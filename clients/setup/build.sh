# `build_release` builds robotd and robotctl for use: optimised, and each one file with the Swift
# runtime and all libraries inside but the C library's own, so that the binaries run where neither
# Swift nor those are installed. `$release` is their folder.
#
# Programs export no symbols, and relocations are packed (glibc 2.36 or later reads that): both
# together save a megabyte of memory and the time to go through 28,000 relocations at each start.
# Of functions with the same code, whose addresses nobody compares, one is kept; the index by which
# exceptions find their way back, which nothing here throws, is left out.

export SWIFT_BACKTRACE=enable=no
release=.build/release

build_release() {
  local product
  offer_static_libraries
  for product in robotd robotctl; do
    build_product "$product" || return 1
  done
}

# Builds one program in this way; quiet unless it fails.
build_product() {
  local log
  log=$(mktemp)
  echo "building $1" >&2
  if ! swift build -c release --product "$1" --static-swift-stdlib \
    --pkg-config-path "$PWD/.build/static" -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
    -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --no-eh-frame-hdr \
    -Xlinker --icf=safe -Xlinker -O2 \
    -Xlinker -z -Xlinker pack-relative-relocs >"$log" 2>&1; then
    cat "$log" >&2
    return 1
  fi
  rm -f "$log"
}

# The linker takes the first library of a name that it finds: a folder that has only the static
# ones is searched before the system's.
offer_static_libraries() {
  local name folder=$PWD/.build/static
  mkdir -p "$folder"
  for name in nghttp2 protobuf-c stdc++; do
    ln -sf "$(clang -print-file-name="lib$name.a")" "$folder/lib$name.a"
  done
  sed "s|^Libs:.*|Libs: -L$folder -lnghttp2|" \
    "$(pkg-config --variable=pcfiledir libnghttp2)/libnghttp2.pc" >"$folder/libnghttp2.pc"
}
