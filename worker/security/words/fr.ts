/** 512 everyday words. Their order is a part of `words/v1`, so none may be added, moved or mended. */
export default `
  abeille abricot agenda agneau aigle aiguille aimant algue allumette alpaga amande ananas ancre anorak
  antenne arc armoire artichaut artiste assiette atelier aubergine automne avenue avion avril badge baguette
  baie balai balance baleine ballon bambou banane banque barque barrière bassin bateau betterave beurre bijou
  billet bleu blé boisson bol bonnet bord bouchon bougie boule boulon boussole bouteille bouton boîte bracelet
  branche brebis brique brise brocoli brosse brume buisson bureau bâton béret cabane cacao cactus cadran cadre
  cahier caisse camion canapé canard cantine cape caramel carnet carotte cartable carte cascade casque castor
  cave cerf cerise chambre chandelle chanson chapeau chapelle chardon chariot chaton chaussure cheminée
  chemise cheville chevreuil chou chouette châtaigne château chêne ciel cigale cigogne cirage cirque citron
  clairière clavier cloche clou coffre collier colline colonne compas concert concombre coq corail corbeille
  corde costume coton couleur couloir couronne coussin couteau crabe crayon cristal crème crêpe cuillère cuir
  cuivre cygne dahlia danse dessert dessin dictée dimanche docteur doigt drap drapeau duvet décor dîner
  escalier escargot fable farine faucon façade fenêtre fermier festival feuille ficelle figuier fil flamant
  fleur fleuve foin fontaine forêt four fraise fromage fruit fumée fusée février fête galet galette garage
  gare garçon gazelle gazon gerbe gilet girafe glace globe golf gorge goûter grange grappe grenier griffon
  groseille grotte guirlande guitare gélatine halle hameau hamster haricot harpe hibou hiver horizon horloge
  hortensia huile hérisson hôtel igloo insecte iris jacinthe jaguar janvier jardin jasmin jaune jeudi
  jonquille journal juillet jumelles jupe kangourou kayak kiosque kiwi lac lacet laine lait laitue lama lampe
  lapin lavande lettre levier lierre lilas lin liste livre loge loup loutre luge lundi lune lustre lutin
  lézard machine malle mangue manège marché marelle marmite marmotte marron masque matelas maçon maïs menthe
  menuisier merle message midi miel mine minute mouette moulin mouton muguet musique myrtille médaille métal
  métro nappe navet navire neige noisette nord nougat nuit nénuphar océan oiseau olive opéra orage oranger
  orchestre oreille oreiller orgue ortie ouest ours outil pagaie paille pain palais palette palmier panier
  panneau pantoufle paon papillon parc parfum parterre pastèque patio pavé peigne peintre pelle perche perle
  perroquet persil phoque photo pierre pigeon pinceau pingouin pioche piscine pizza placard plaine planche
  planète platane plume poche poireau poivre poivron pompier portail portrait poterie potiron poulain poupée
  poêle prairie prince printemps prune puits pull pyjama pâturage quartier quartz radis rail rame rateau
  renard renne rideau rivière robe roche roi romarin ronde roseau roue royaume ruban rue ruisseau règle
  récolte réveil sable sac safran salade salon sandale sapin satin sauce saumon savon seau sel sentier
  septembre serre serrure sifflet silence ski soir sorbet souris spirale sport statue store stylo sucre sud
  table tablier tabouret tambour tapis tasse taxi temple tente terrasse thym thé ticket tigre timbre tissu
  toile toit tonneau torche tortue toupie tour tracteur train triangle tricot trompette trottoir trèfle trésor
  tuile tulipe télescope usine valise vallée vapeur vase velours vendange vent verre veste viande ville
  vinaigre violette violon virgule vitre voile voiture volcan voyage vélo wagon xylophone yaourt zeste zèbre
  échelle éclair écorce écran écurie éléphant épaule épicerie épinard érable étable étang étoile été évier
  œillet
`
