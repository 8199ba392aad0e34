interface ActivityMail {
  /** How many things wait. */
  readonly count: number;
  readonly publicUrl: string;
  readonly ticket: string;
}
export interface MailWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** French first, then English. Names nobody, quotes nothing, says nothing of what it is about: a relay reads it. */
export function activityMail({ count, publicUrl, ticket }: ActivityMail): MailWords {
  const [activity, leave] = [`${publicUrl}/activite`, `${publicUrl}/desabonnement#${ticket}`];
  const fr =
    count === 1
      ? 'Un élément vous attend dans Maroquin.'
      : `${String(count)} éléments vous attendent dans Maroquin.`;
  const en =
    count === 1
      ? 'One thing waits for you in Maroquin.'
      : `${String(count)} things wait for you in Maroquin.`;
  return {
    subject: 'Nouvelle activité dans Maroquin / New activity in Maroquin',
    text: `Bonjour,

${fr} Connectez-vous pour le voir :

${activity}

Ne plus recevoir ces courriels : ${leave}

— English —

Hello,

${en} Sign in at the address above to see it.

To receive these messages no longer, follow the second link.
`,
    html: `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Nouvelle activité dans Maroquin</title></head>
<body style="font-family:sans-serif;line-height:1.5;color:#1b1f1d">
<p>Bonjour,</p>
<p>${fr}</p>
<p><a href="${activity}" style="color:#1a5445">Ouvrir l’activité</a></p>
<div lang="en"><p>Hello,</p><p>${en} <a href="${activity}" style="color:#1a5445">Open activity</a></p></div>
<p style="font-size:13px"><a href="${leave}" style="color:#4c5551">Ne plus recevoir ces courriels</a> · <a lang="en" href="${leave}" style="color:#4c5551">Unsubscribe</a></p>
</body></html>
`,
  };
}
