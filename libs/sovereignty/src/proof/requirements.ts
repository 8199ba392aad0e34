/** What a requirement of SecNumCloud 3.2 (ANSSI, 8 March 2022) belongs to: “12.14.a” is one of “12.14”. Only those that a property answers. */
export const SECNUMCLOUD_SECTIONS: Readonly<Record<string, string>> = {
  '6.2': 'Séparation des tâches',
  '8.1': 'Inventaire et propriété des actifs',
  '9.3': 'Gestion des droits d’accès',
  '9.6': 'Accès aux interfaces d’administration',
  '9.7': 'Restriction des accès à l’information',
  '10.1': 'Chiffrement des données stockées',
  '10.5': 'Gestion des secrets',
  '12.6': 'Journalisation des événements',
  '12.7': 'Protection de l’information journalisée',
  '12.10': 'Installation de logiciels sur des systèmes en exploitation',
  '12.14': 'Surveillance des flux sortants de l’infrastructure',
  '13.1': 'Cartographie du système d’information',
  '19.1': 'Convention de service',
  '19.2': 'Localisation des données',
  '19.4': 'Fin de contrat',
};

/** Objectives of the European Commission's Cloud Sovereignty Framework 1.2.1 (October 2025), of which the last is not one of software. */
export const SOV_OBJECTIVES: Readonly<Record<string, string>> = {
  'SOV-1': 'Souveraineté stratégique',
  'SOV-2': 'Souveraineté juridique et juridictionnelle',
  'SOV-3': 'Souveraineté des données et de l’intelligence artificielle',
  'SOV-4': 'Souveraineté opérationnelle',
  'SOV-5': 'Souveraineté de la chaîne d’approvisionnement',
  'SOV-6': 'Souveraineté technologique',
  'SOV-7': 'Souveraineté en matière de sécurité et de conformité',
  'SOV-8': 'Durabilité environnementale',
};
