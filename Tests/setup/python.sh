# `make_python_environment` makes the virtual environment of the tests below .build, with the
# stock clients that drive the daemon. `$python_bin` is its folder of programs.

python_bin=$PWD/.build/python/bin

make_python_environment() {
  local wanted=Tests/setup/requirements.txt installed=.build/python/requirements.txt
  cmp -s "$wanted" "$installed" && return
  mkdir -p .build
  if ! python3 -m venv --clear .build/python >/dev/null 2>&1; then
    source clients/setup/packages.sh
    install_packages python3-venv || return
    python3 -m venv --clear .build/python || return
  fi
  "$python_bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted" || return
  cp "$wanted" "$installed"
}
