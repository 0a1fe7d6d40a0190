package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.MoveSetting;
import dev.millrace.local.bench.Place;
import dev.millrace.local.bench.Stretch;
import java.time.Duration;

/**
 * A move of a counting stage that is asked for.
 *
 * @param bench for working files
 * @param setting where
 * @param source that owns the stage
 * @param target that is to own it
 * @param place of the target
 * @param deadline after which the stage goes back
 * @param quiet the time before, in which nothing was going on
 * @param cells of state that the source has
 */
record CountRequest(
    Bench bench,
    MoveSetting setting,
    String source,
    String target,
    Place place,
    Duration deadline,
    Stretch quiet,
    double cells) {}
