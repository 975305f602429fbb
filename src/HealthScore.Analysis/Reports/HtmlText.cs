using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>
/// Markup under construction. What stands in a hole of an interpolated string is text and is encoded, always; only what the source code itself spells
/// is markup. So no name can be more than a name.
/// </summary>
internal sealed class HtmlText
{
    // Letters of all scripts stay readable; what HTML or XML gives a meaning does not stay.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Adds markup; the string has to be interpolated, also where it has no hole.</summary>
    public HtmlText Add([InterpolatedStringHandlerArgument("")] Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds the style, which is markup of the source code too.</summary>
    public HtmlText AddStyle()
    {
        _text.Append("<style>").Append(PageStyle.Text).Append("</style>\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Encode(string text)
    {
        // Neither HTML nor XML can hold these, not even escaped.
        string shown = Excerpt.OfLine(text).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
        _text.Append(Encoder.Encode(shown));
    }

    /// <summary>Takes the literal parts as markup and the holes as text.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly HtmlText _page;

        public Markup(int literalLength, int formattedCount, HtmlText page)
        {
            _page = page;
            page._text.EnsureCapacity(page._text.Length + literalLength + 16 * formattedCount);
        }

        public void AppendLiteral(string markup) => _page._text.Append(markup);

        public void AppendFormatted(string? text) => _page.Encode(text ?? "");

        public void AppendFormatted(int number) => _page._text.Append(number.ToString(CultureInfo.InvariantCulture));
    }
}
