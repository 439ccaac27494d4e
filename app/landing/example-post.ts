/** A post of our own writing that the first page has read, so that what it shows is a true reading. */
export const EXAMPLE_POST = `Harbour Lane Bakery is hiring a Night Baker in Rotterdam, on site.

You shape and bake our sourdough from ten at night, five nights a week, with two people who like quiet. Full time, €2,900–3,300 a month, and bread to take home.

Write two lines about the last loaf you were proud of to jobs@harbourlane.example.`
