package dev.millrace.operator.apply;

import dev.millrace.operator.render.ObjectLabels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Informers of what one program's objects are: only those with its labels are listed, watched and
 * kept, and news of the operator's own writes wake nobody.
 *
 * @param context of the controller
 * @param primary kind that they belong to
 * @param program as in {@link ObjectLabels#NAME}
 * @param label whose value is the primary's name
 * @param caches of the operator
 */
public record LabelledInformers<P extends HasMetadata>(
    EventSourceContext<P> context, Class<P> primary, String program, String label, Caches caches) {

  /** The informer of a kind of objects. */
  public <R extends HasMetadata> InformerEventSource<R, P> of(Class<R> type) {
    return caches.informer(
        InformerEventSourceConfiguration.from(type, primary)
            .withName(program + "-" + type.getSimpleName().toLowerCase(Locale.ROOT))
            .withLabelSelector(ObjectLabels.selector(program))
            .withSecondaryToPrimaryMapper(this::primaryOf)
            .withOnUpdateFilter((now, before) -> !caches.isOwn(now))
            .build(),
        context);
  }

  private Set<ResourceID> primaryOf(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String name = labels == null ? null : labels.get(label);
    return name == null
        ? Set.of()
        : Set.of(new ResourceID(name, object.getMetadata().getNamespace()));
  }
}
