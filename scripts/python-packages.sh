# Sourced after progress.sh: Python packages in an environment of their own.
# shellcheck shell=bash

# install_python_packages ENVIRONMENT REQUIREMENTS WHAT CONSEQUENCE: makes an environment with what a file lists, one by one should it not fit
# together; of what does not install the consequence is said. Does nothing while the environment has that list.
install_python_packages() {
    local environment=$1 requirements=$2 what=$3 consequence=$4 package
    ! cmp -s "$requirements" "$environment/requirements.txt" || return 0
    say "installing the $what into $environment (about 2 GB on disk)"
    python3 -m venv --clear "$environment"
    local install=("$environment/bin/python" -m pip install --quiet --disable-pip-version-check)
    if ! "${install[@]}" --requirement "$requirements"; then
        while read -r package; do
            "${install[@]}" "$package" || say "$package does not install here: $consequence"
        done < <(grep -v '^#' "$requirements")
    fi
    cp "$requirements" "$environment/requirements.txt"
}
