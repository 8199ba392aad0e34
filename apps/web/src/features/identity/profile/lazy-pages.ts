/** Cropping comes with the page that does it. */
export const loadProfilePage = async () => {
  const { ProfilePage } = await import('./profile-page.js');
  return { Component: ProfilePage };
};
