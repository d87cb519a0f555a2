# `build_release` builds robotd and robotctl for use: optimised, and each one file with the Swift
# runtime inside, so that the binaries run where no Swift is installed. `$release` is their folder.

export SWIFT_BACKTRACE=enable=no
release=.build/release

build_release() {
  local product log
  log=$(mktemp)
  for product in robotd robotctl; do
    echo "building $product" >&2
    if ! swift build -c release --product "$product" --static-swift-stdlib \
      -Xswiftc -use-ld=lld >"$log" 2>&1; then
      cat "$log" >&2
      return 1
    fi
  done
  rm -f "$log"
}
