package dev.millrace.e2e.bench;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the chart has installed, as far as a node would need it to run the operator's pod.
 *
 * @param account as the API server names it
 * @param token of the account
 * @param authority the API server's, in PEM
 * @param namespace of the pod
 * @param arguments of the container
 * @param environment of the container, with the address of the API server
 */
record Installation(
    String account,
    String token,
    String authority,
    String namespace,
    List<String> arguments,
    Map<String, String> environment) {
  private static final String NAMESPACE = "millrace-system";
  private static final String NAME = "millrace-operator";
  private static final long TOKEN_SECONDS = 24 * 3600;

  static Installation read(KubernetesClient client) {
    Deployment deployment =
        client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).require();
    Container container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), variable.getValue());
    }
    environment.put("KUBERNETES_SERVICE_HOST", client.getMasterUrl().getHost());
    environment.put("KUBERNETES_SERVICE_PORT", Integer.toString(client.getMasterUrl().getPort()));
    String token =
        client
            .serviceAccounts()
            .inNamespace(NAMESPACE)
            .withName(NAME)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(TOKEN_SECONDS)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    return new Installation(
        "system:serviceaccount:" + NAMESPACE + ":" + NAME,
        token,
        new String(Base64.getDecoder().decode(client.getConfiguration().getCaCertData())),
        NAMESPACE,
        container.getArgs(),
        environment);
  }
}
