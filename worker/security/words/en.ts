/** 512 everyday words. Their order is a part of `words/v1`, so none may be added, moved or mended. */
export default `
  almond anchor ankle antler apple apricot apron arch arrow artist autumn avenue bagel baker bakery balcony
  ball balloon banana band banjo bank barley barn barrel basil basket bath beach bead bean bear bed bee bell
  belt bench berry bicycle birch bird biscuit blanket blossom blue boat book boot bottle bowl box branch bread
  breeze brick bridge broom brush bubble bucket buckle bulb bush butter button cabbage cabin cable cake
  calendar camel camera candle canoe cap car caramel carpet carrot cart cat cave cedar ceiling cellar cello
  chair chalk cheese cherry chess chin chocolate church cinema circle city clarinet clay cliff clock cloud
  coast coat cocoa coconut coffee coin colour comb compass cookie copper corn corner cotton couch crane cream
  cricket crown crystal cube cucumber cup cupboard curtain cushion daisy dance dawn desk diamond diary dinner
  doctor dolphin door dragon drawer dress drum dune dust eagle ear easel east egg elbow elm engine envelope
  evening fabric falcon farm feather fence fern ferry fiddle fig finger fir fish flag flower flute fog folder
  forest fork fountain fox frame frog fruit garage garden garlic gate ginger giraffe glacier glass globe glove
  gold goose grain grape grass green guitar hall hammock hand harbour harp harvest hazel heart hedge herb hill
  hive holiday honey hood horizon horn horse hotel house ice island ivory ivy jacket jam jar jeans jelly jewel
  juice jungle kangaroo kayak kettle kiosk kitchen kite kitten knee knot koala lace ladder lake lamb lamp
  lantern lavender lawn leaf leather lemon lettuce library light lily lime linen lion lizard locker log lotus
  lunch magnet mango maple marble market mask meadow melon milk mill mint mirror mitten moon morning moss
  mountain mouse muffin mug museum mushroom music mustard napkin neck needle nest night noodle north nose
  notebook oak oasis oats ocean olive onion orange orchard orchid otter oven owl paddle page painter palace
  palm panda paper parade park parrot pasta path pea peach peacock pear pearl pelican pen pencil penguin
  pepper picnic picture pie pigeon pillow pilot pine pizza planet plate pocket poem pond pony poppy port
  potato powder pumpkin purse pyramid quail quartz quilt rabbit raccoon radio radish raft railway rain rainbow
  raspberry raven reed ribbon rice river road robin rocket roof room rope rose ruby rug ruler saddle sailor
  salad salmon salt sand sandal saucer scarf school scissors sea seal season seed shadow sheep shelf ship
  shirt shoe shore shoulder shower silk silver singer skate sketch ski skirt sky sled sleeve snail snow soap
  sock sofa soup south spade sparrow spinach sponge spoon spring square squirrel stable stadium stairs star
  starfish station statue stone stork story stove straw stream sugar suitcase summer sun sunflower supper swan
  sweater swing table tailor tale teacher teapot tent theatre thread thumb tide tiger tile toast tomato towel
  tower town toy tractor train tram tray tree triangle truck tulip tunnel turtle twig uniform valley vanilla
  vase velvet verse village vine violet violin volcano waffle wagon waiter wall walnut watch water wave wax
  weather west wheat wheel whistle willow window wizard wolf wood wool writer yard yarn yellow yoghurt zebra
`
