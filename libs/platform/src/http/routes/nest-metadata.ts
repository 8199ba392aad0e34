/** Keys under which Nest keeps what its decorators say of sockets. */
export const SOCKET_MESSAGE = 'message';
export const SOCKET_MAPPING = 'websockets:message_mapping';
export const GATEWAY = 'websockets:is_gateway';
export const GATEWAY_OPTIONS = 'websockets:gateway_options';
/** Of a route's parameters; in each key, the part before the colon says what it takes. */
export const ROUTE_ARGUMENTS = '__routeArguments__';
/** What it says for the whole request and for the query (RouteParamtypes). */
export const REQUEST_ARGUMENT = 0;
export const QUERY_ARGUMENT = 4;
/** Of a route that sends the browser elsewhere. */
export const REDIRECT = '__redirect__';
