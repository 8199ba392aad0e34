/**
 * Injection tokens of what is an interface, not a class. One global PlatformModule in apps/server provides them,
 * beside the classes Database, Keys, Feeds, Events and Jobs.
 */
export const CLOCK = Symbol('Clock');
export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('Logger');
export const OBJECT_STORAGE = Symbol('ObjectStorage');
