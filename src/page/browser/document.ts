export {};

// An address that names a stretch, and says nothing else: the server marks it where the query names it too. Of an
// answer's address the server has said what became of the quote: what stands there now may be something else.
const name = location.hash.slice(1);
const url = new URL(location.href);
const isOfAnswer = url.searchParams.has('a');
if (!isOfAnswer && /^\d+-\d+$/u.test(name) && document.getElementById(name) === null) {
  if (url.searchParams.get('q') !== name) {
    url.search = '';
    url.searchParams.set('q', name);
    location.replace(url);
  }
}
