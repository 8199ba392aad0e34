export { loadActivityPage } from './lazy-pages.js';
