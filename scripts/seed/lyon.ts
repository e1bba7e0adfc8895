import type { Town } from './town.ts'

/** A day in Lyon under the `chronopost` profile. */
export const LYON: Town = {
  profile: 'chronopost',
  carrier: 'Livraison Sécurisée',
  provider: 'Rhône Express SARL',
  courier: 'Lucas Moreau',
  contracts: [
    { id: 'maison-arnaud', name: 'Maison Arnaud' },
    { id: 'atelier-lumiere', name: 'Atelier Lumière', policy: { payment: 'goods' } },
  ],
  points: [
    {
      name: 'Relais Tabac des Brotteaux',
      kind: 'point',
      address: {
        line1: '3 place Jules-Ferry',
        city: 'Lyon',
        postcode: '69006',
        country: 'FR',
        lat: 45.7671,
        lon: 4.8597,
      },
      hours: 'Mo-Sa 07:00-19:30',
      zone: 'Europe/Paris',
    },
    {
      name: 'Agence Perrache',
      kind: 'office',
      address: {
        line1: '14 cours de Verdun',
        city: 'Lyon',
        postcode: '69002',
        country: 'FR',
        lat: 45.7495,
        lon: 4.827,
      },
      hours: 'Mo-Fr 08:00-18:00',
      zone: 'Europe/Paris',
    },
    {
      name: 'Consigne Part-Dieu',
      kind: 'locker',
      address: {
        line1: '5 place Charles-Béraudier',
        city: 'Lyon',
        postcode: '69003',
        country: 'FR',
        lat: 45.7605,
        lon: 4.8595,
      },
      zone: 'Europe/Paris',
    },
  ],
  address: { city: 'Lyon', country: 'FR' },
  orders: [
    {
      name: 'Camille Renaud',
      phone: '+33612345601',
      email: 'camille.renaud@example.fr',
      address: { line1: '12 quai Perrache', line2: '3ᵉ étage', postcode: '69002', lat: 45.7442, lon: 4.8215 },
      instructions: 'Code de la porte 12B4, sonner chez Renaud',
    },
    {
      name: 'Hugo Lefèvre',
      phone: '+33612345602',
      address: { line1: '8 rue Vendôme', postcode: '69006', lat: 45.7701, lon: 4.8489 },
    },
    {
      name: 'Élodie Garnier',
      phone: '+33612345603',
      email: 'elodie@example.fr',
      parcels: 2,
      address: { line1: '45 cours Vitton', postcode: '69006', lat: 45.7697, lon: 4.856 },
    },
    {
      name: 'Nadia Benali',
      email: 'nadia.benali@example.fr',
      address: { line1: '3 rue de Créqui', postcode: '69006', lat: 45.7693, lon: 4.8479 },
    },
    {
      name: 'Studio Bellecour SAS',
      business: true,
      phone: '+33612345605',
      address: { line1: '21 place Bellecour', postcode: '69002', lat: 45.7578, lon: 4.832 },
    },
    {
      name: 'Thomas Petit',
      phone: '+33612345606',
      address: { line1: '17 rue Mercière', postcode: '69002', lat: 45.7631, lon: 4.8339 },
    },
    {
      name: 'Emma Walker',
      phone: '+33612345607',
      locale: 'en',
      address: { line1: '30 rue Sainte-Catherine', postcode: '69001', lat: 45.7679, lon: 4.834 },
    },
    {
      name: 'Léa Fontaine',
      phone: '+33612345608',
      address: { line1: '2 montée de la Grande-Côte', postcode: '69001', lat: 45.7711, lon: 4.8325 },
    },
    {
      name: 'Jules Roux',
      address: { line1: '61 rue de la République', postcode: '69002', lat: 45.7609, lon: 4.8357 },
    },
    {
      name: 'Manon Girard',
      phone: '+33612345610',
      tomorrow: true,
      address: { line1: '9 rue Duquesne', postcode: '69006', lat: 45.7722, lon: 4.8478 },
    },
    {
      name: 'Inès Caron',
      phone: '+33612345621',
      point: 'held',
      address: { line1: '5 rue Molière', postcode: '69006', lat: 45.7668, lon: 4.8472 },
    },
    {
      name: 'Paul Marchand',
      phone: '+33612345622',
      email: 'paul.marchand@example.fr',
      parcels: 2,
      point: 'received',
      address: { line1: '22 avenue de Saxe', postcode: '69006', lat: 45.7672, lon: 4.8461 },
    },
    {
      name: 'Sarah Blanc',
      phone: '+33612345623',
      locale: 'en',
      point: 'coming',
      address: { line1: '40 cours Franklin-Roosevelt', postcode: '69006', lat: 45.7694, lon: 4.8508 },
    },
    {
      name: 'Chloé Mercier',
      phone: '+33612345624',
      email: 'chloe.mercier@example.fr',
      contract: 'atelier-lumiere',
      amounts: {
        goods: [
          { name: 'Lampe de bureau Opale', quantity: 1, price: 4_990, vat: 20 },
          { name: 'Ampoule E27', quantity: 2, price: 450, vat: 20 },
        ],
        currency: 'EUR',
      },
      address: { line1: '11 rue Tronchet', postcode: '69006', lat: 45.7712, lon: 4.8473 },
    },
  ],
}
