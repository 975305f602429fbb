#!/bin/sh
# Writes a comment for a pull request that changes a profile: is it sound, what changes, and whom does it move in last night's book?
#
#   profile-comment.sh BASE PROFILE BOOK > comment.md
#
# BASE is the commit that the change is made to, PROFILE a file of the repository, BOOK a CSV or Parquet file with its mapping beside it.
# MAX_MOVED (5%) is the largest share of customers that may change tier, AS_OF the time of the book (now, or as its rows tell), and
# MOVERS (0) how many customers are named: whoever reads the pull request reads their ids.
#
# Exits with 0 where the change may be merged, 1 where it is refused, and 2 where that could not be found out.
set -eu
base=$1 profile=$2 book=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
refused=0

# A section of the comment: its title, and what a command says; 1 is a refusal, and more is a failure.
section() {
    title=$1
    shift
    code=0
    "$@" > "$folder/said" 2>&1 || code=$?
    if [ "$code" -gt 1 ]; then
        cat "$folder/said" >&2
        exit 2
    fi
    [ "$code" -eq 0 ] || { refused=1; title="$title: refused"; }
    printf '### %s\n\n````text\n' "$title"
    cat "$folder/said"
    printf '````\n\n'
}

# Of a path from the root the base has no version, as if the profile were new.
case $profile in /*) echo "PROFILE is $profile; give its path from this folder." >&2; exit 2 ;; esac

# A commit that is not here, such as one that was not fetched, is no commit without the profile.
git rev-parse --quiet --verify "$base^{commit}" > /dev/null || { echo "There is no commit $base here; fetch it." >&2; exit 2; }

printf '## `%s`\n\n' "$profile"
section 'Is it sound?' healthscore check "$profile"
if [ "$refused" -eq 0 ] && git cat-file -e "$base:./$profile" 2> /dev/null; then
    git show "$base:./$profile" > "$folder/before.json" || exit 2
    section 'What changes' healthscore diff "$folder/before.json" "$profile"
    section "Whom it moves in last night's book" healthscore simulate "$folder/before.json" "$profile" "$book" \
        --movers "${MOVERS:-0}" --max-moved "${MAX_MOVED:-5%}" ${AS_OF:+--as-of "$AS_OF"}
fi
exit "$refused"
