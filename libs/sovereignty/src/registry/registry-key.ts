/** The maintainers' public key (Ed25519). It is pinned here: whoever changes the registry alone changes nothing. */
export const REGISTRY_KEY = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAFzkB0e2rIwHId8smbQAVN9bB7rDskC1bW2vfPztSovY=
-----END PUBLIC KEY-----`;

/** Older ones were signed too, and are not read any more. Raised with each change of the registry. */
export const MINIMUM_VERSION = 1;
