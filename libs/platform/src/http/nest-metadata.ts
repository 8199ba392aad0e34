/** Keys under which Nest keeps what its decorators say of sockets. */
export const SOCKET_MESSAGE = 'message';
export const SOCKET_MAPPING = 'websockets:message_mapping';
export const GATEWAY = 'websockets:is_gateway';
export const GATEWAY_OPTIONS = 'websockets:gateway_options';
