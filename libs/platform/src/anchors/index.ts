export { anchorKinds, anchorPlaces, readBackKinds, readKeptEnds, readsTimeStamps } from './kept-ends.js';
export { TimeStampAuthority } from './time-stamp.js';
