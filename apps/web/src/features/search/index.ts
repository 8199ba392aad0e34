export type { Command } from './palette-rows.js';
export { loadResultsPage, Palette } from './lazy-views.js';
