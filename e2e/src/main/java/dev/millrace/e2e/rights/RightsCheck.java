package dev.millrace.e2e.rights;

import dev.millrace.e2e.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares the API server's audit log with the chart: the operator has every right that it uses,
 * and no other.
 */
public final class RightsCheck {
  private static final int ARGUMENTS = 5;

  private RightsCheck() {}

  /**
   * Arguments: the directory of the audit log, the account's namespace and name, and two files of
   * rendered manifests, for all namespaces and for some. Exits with 0 if the rights are exact.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != ARGUMENTS) {
      System.err.println("usage: RightsCheck LOGS NAMESPACE ACCOUNT WIDE NARROW");
      System.exit(2);
    }
    String namespace = arguments[1];
    String account = arguments[2];
    AuditedCalls calls =
        AuditedCalls.of(
            new AuditLog(
                    Path.of(arguments[0]), "system:serviceaccount:" + namespace + ":" + account)
                .all());
    RenderedRoles wide = roles(arguments[3], namespace, account);
    RenderedRoles narrow = roles(arguments[4], namespace, account);
    List<String> faults = RightsAudit.faults(calls, wide, narrow);
    System.out.printf("%d rights used, %d given%n", calls.used().size(), wide.all().size());
    faults.forEach(System.out::println);
    System.exit(faults.isEmpty() && !calls.used().isEmpty() ? 0 : 1);
  }

  private static RenderedRoles roles(String file, String namespace, String account)
      throws IOException {
    return RenderedRoles.read(Files.readString(Path.of(file)), namespace, account);
  }
}
