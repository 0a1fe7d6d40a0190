package dev.millrace.local.bench.strategies;

import java.util.stream.IntStream;

/** How the cells of a heat map change along its rows, and along its columns. */
final class HeatShape {
  private HeatShape() {}

  /** The mean of the rank correlations of all rows with their columns' order. */
  static double tauAcross(double[][] cells) {
    double[] order = IntStream.range(0, cells[0].length).asDoubleStream().toArray();
    double sum = 0;
    for (double[] row : cells) {
      sum += Trend.of(order, row).tau();
    }
    return sum / cells.length;
  }

  /** Rows as columns. */
  static double[][] turned(double[][] cells) {
    double[][] turned = new double[cells[0].length][cells.length];
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        turned[column][row] = cells[row][column];
      }
    }
    return turned;
  }
}
