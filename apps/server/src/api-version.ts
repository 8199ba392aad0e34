/** Version of the HTTP interface; a change that breaks programs gets a new prefix. */
export const API_VERSION = '1';
export const API_PREFIX = 'api/v1';
