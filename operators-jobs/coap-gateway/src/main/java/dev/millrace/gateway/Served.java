package dev.millrace.gateway;

import dev.millrace.api.PathTemplate;

/** Something that a gateway serves at the paths of a template. */
interface Served {
  PathTemplate path();
}
