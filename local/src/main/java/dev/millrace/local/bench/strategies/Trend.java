package dev.millrace.local.bench.strategies;

/**
 * How figures follow what they are measured over.
 *
 * @param slope of the straight line that fits best
 * @param intercept of that line
 * @param rSquared share of the figures' variance that the line explains; 1 if they do not vary
 * @param tau rank correlation: pairs that rise together less those that do not, of all pairs; 1 if
 *     every step up leads up
 */
record Trend(double slope, double intercept, double rSquared, double tau) {

  /**
   * The trend of points.
   *
   * @throws IllegalArgumentException if there are fewer than two, or all at one place
   */
  static Trend of(double[] xs, double[] ys) {
    if (xs.length != ys.length || xs.length < 2) {
      throw new IllegalArgumentException(
          "a trend of " + xs.length + " places and " + ys.length + " figures");
    }
    double meanX = mean(xs);
    double meanY = mean(ys);
    double squares = 0;
    double products = 0;
    double variance = 0;
    for (int i = 0; i < xs.length; i++) {
      squares += (xs[i] - meanX) * (xs[i] - meanX);
      products += (xs[i] - meanX) * (ys[i] - meanY);
      variance += (ys[i] - meanY) * (ys[i] - meanY);
    }
    if (squares == 0) {
      throw new IllegalArgumentException("a trend of points all at " + xs[0]);
    }
    double slope = products / squares;
    double rSquared = variance == 0 ? 1 : products * products / (squares * variance);
    return new Trend(slope, meanY - slope * meanX, rSquared, tau(xs, ys));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double tau(double[] xs, double[] ys) {
    double agreeing = 0;
    int pairs = 0;
    for (int i = 0; i < xs.length; i++) {
      for (int j = 0; j < i; j++) {
        double across = Math.signum(xs[i] - xs[j]);
        if (across != 0) {
          agreeing += across * Math.signum(ys[i] - ys[j]);
          pairs++;
        }
      }
    }
    return agreeing / pairs;
  }
}
