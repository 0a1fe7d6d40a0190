/** Charts of benchmarks as SVG that needs nothing else: pure functions from figures to markup. */
package dev.millrace.local.bench.plot;
