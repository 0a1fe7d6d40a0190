package dev.millrace.gateway;

/**
 * All that a gateway serves. A path may be in both tables; it is written and read then.
 *
 * @param resources that take messages
 * @param readables that show records
 */
record Routes(RouteTable<Route> resources, RouteTable<ReadableRoute> readables) {}
