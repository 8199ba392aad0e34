import { lazyView } from '../../frame/index.js';

export const Palette = lazyView(async () => (await import('./palette.js')).Palette);

export const loadResultsPage = async () => {
  const { ResultsPage } = await import('./results-page.js');
  return { Component: ResultsPage };
};
