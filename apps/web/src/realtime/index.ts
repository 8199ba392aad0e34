export { getSocket, closeSocket, type MaroquinSocket } from './socket.js';
export { usePlaceWatch } from './use-place-watch.js';
export { useSocketConnected } from './use-socket-state.js';
