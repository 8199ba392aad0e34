import { lazy } from 'react';

export const Palette = lazy(async () => ({ default: (await import('./palette.js')).Palette }));

export const loadResultsPage = async () => {
  const { ResultsPage } = await import('./results-page.js');
  return { Component: ResultsPage };
};
