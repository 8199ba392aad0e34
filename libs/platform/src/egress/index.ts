export { Egress, EgressRefused, type EgressRule } from './egress.js';
export { type Endpoint, type EndpointUse, endpointsOf, isHere } from './endpoints.js';
export { type AddressClass, classOf, isWithin } from './ip-address.js';
export { installedGuard, OutboundGuard } from './outbound-guard.js';
export { nameServers, type Resolve, resolveAddresses, type Resolved, systemResolve } from './resolver.js';
export { SocketEgress } from './socket-egress.js';
export { settingsId, type WatchedSettings, watchedSettings } from './watched-settings.js';
