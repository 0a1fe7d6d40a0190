package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.RoundNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Figures as places along a line.
 *
 * @param least figure at {@code from}; more than zero if the axis is logarithmic
 * @param greatest figure at {@code to}, more than {@code least}
 * @param logarithmic whether equal factors are equally long, else equal differences
 * @param from where the least figure is
 * @param to where the greatest is
 */
record Axis(double least, double greatest, boolean logarithmic, double from, double to) {
  /** From this factor on between figures, the small ones cannot be read off a linear axis. */
  static final double LARGE_FACTOR = 30;

  private static final double WANTED_STEPS = 5;
  private static final double BASE = 10;

  /** With more powers of ten than this only they get a tick. */
  private static final int FEW_POWERS = 2;

  /**
   * A tick.
   *
   * @param at where it is
   */
  record Tick(double at, String label) {}

  /** Refuses ends between which nothing has a place. */
  Axis {
    if (!(least < greatest) || Double.isInfinite(greatest) || logarithmic && least <= 0) {
      throw new IllegalArgumentException("no axis from " + least + " to " + greatest);
    }
  }

  /** An axis for figures from zero on, or a logarithmic one if they differ by large factors. */
  static Axis of(List<Double> figures, double from, double to) {
    double greatest = figures.stream().mapToDouble(figure -> figure).max().orElse(1);
    double least = figures.stream().mapToDouble(figure -> figure).min().orElse(1);
    return least > 0 && greatest / least > LARGE_FACTOR
        ? logarithmic(least, greatest, from, to)
        : upTo(greatest, from, to);
  }

  /** From zero to the next round number. */
  static Axis upTo(double greatest, double from, double to) {
    double step = step(greatest);
    return new Axis(0, Math.max(1, Math.ceil(greatest / step)) * step, false, from, to);
  }

  /** From a power of ten to a power of ten. */
  static Axis logarithmic(double least, double greatest, double from, double to) {
    double below = Math.pow(BASE, Math.floor(Math.log10(least)));
    double above = Math.pow(BASE, Math.ceil(Math.log10(greatest)));
    return new Axis(below, above > below ? above : below * BASE, true, from, to);
  }

  private static double step(double greatest) {
    return greatest > 0 ? RoundNumbers.atLeast(greatest / WANTED_STEPS) : 1;
  }

  /** Where a figure is; one beyond an end is at that end. */
  double at(double figure) {
    double part =
        logarithmic
            ? Math.log(figure / least) / Math.log(greatest / least)
            : (figure - least) / (greatest - least);
    return from + Math.clamp(part, 0, 1) * (to - from);
  }

  /** Round figures in sight, a handful. */
  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    if (!logarithmic) {
      double step = step(greatest);
      for (int i = 0; i * step <= greatest * (1 + 1e-9); i++) {
        ticks.add(new Tick(at(i * step), RoundNumbers.label(i * step, step)));
      }
      return ticks;
    }
    boolean few = Math.log10(greatest / least) <= FEW_POWERS;
    for (double power = least; power <= greatest * (1 + 1e-9); power *= BASE) {
      for (double times : few ? new double[] {1, 2, 5} : new double[] {1}) {
        if (times * power <= greatest * (1 + 1e-9)) {
          ticks.add(new Tick(at(times * power), label(times * power)));
        }
      }
    }
    return ticks;
  }

  private static String label(double figure) {
    return figure >= 1
        ? String.format(Locale.ROOT, "%,.0f", figure)
        : String.format(
            Locale.ROOT, "%." + (int) Math.ceil(-Math.log10(figure) - 1e-9) + "f", figure);
  }
}
