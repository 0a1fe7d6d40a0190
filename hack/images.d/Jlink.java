import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Runs jlink so that the same modules give the same bytes. The order of a set of two is decided by chance when a JVM
 * starts, and jlink writes code in that order; so this ends with status {@value #AGAIN}, and wants to be started again,
 * where chance has decided the other way.
 */
final class Jlink {
  private static final int AGAIN = 75;

  public static void main(String[] arguments) {
    if (Set.of("first", "second").iterator().next().equals("second")) {
      System.exit(AGAIN);
    }
    System.exit(ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, arguments));
  }

  private Jlink() {}
}
