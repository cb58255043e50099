# Shared by run, test and bench: finds the SDK and builds Release, saying something only when it fails.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "需要 .NET 10 SDK，但没有找到：https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    echo "Expected the .NET 10 SDK, but found none." >&2
    exit 1
  fi
}

# build PROJECT...: restores and builds; prints the build's output and stops where it fails.
build() {
  local log
  log="$(mktemp)"
  for project in "$@"; do
    if ! (cd "$root" && dotnet build "$project" -c Release -v q --nologo) >"$log" 2>&1; then
      cat "$log" >&2
      rm -f "$log"
      return 1
    fi
  done
  rm -f "$log"
}

# build_once PROJECT: builds only when a source file is newer than the last good build.
build_once() {
  require_dotnet
  local stamp="$root/artifacts/built-$(basename "$1" .csproj)"
  if [ -f "$stamp" ] && [ -z "$(sources_newer_than "$stamp")" ]; then
    return
  fi
  echo "正在构建 LowCode …" >&2
  mkdir -p "$root/artifacts"
  touch "$stamp.started"
  build "$1" || exit 1
  mv "$stamp.started" "$stamp"
}

sources_newer_than() {
  (cd "$root" && find . -path ./data -prune -o -path ./artifacts -prune -o -path ./.git -prune \
    -o \( -name bin -o -name obj \) -prune -o -type f -newer "$1" -print -quit)
}
