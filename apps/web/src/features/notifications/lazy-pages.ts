export const loadActivityPage = async () => {
  const { ActivityPage } = await import('./activity-page.js');
  return { Component: ActivityPage };
};
