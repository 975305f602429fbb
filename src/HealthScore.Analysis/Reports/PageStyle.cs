using System.Security.Cryptography;
using System.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>How the page looks: light and dark, on a telephone, on a desk and on paper.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1b2430;--quiet:#566070;--line:#d5dae1;--panel:#f4f6f9;--own:#0b5cad;--bar:#9cc3e6;
        --band:#cfe1f3;--other:#a04a00;--chance:#6b7480}
        @media (prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e6eaf0;--quiet:#a3adba;--line:#39424e;--panel:#1b212a;--own:#7db8f2;
        --bar:#2f5f8f;--band:#24405e;--other:#f0a35e;--chance:#9aa4b1}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,"Segoe UI",Roboto,
        "Helvetica Neue",Arial,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
        h1{font-size:1.7rem;line-height:1.25;margin:.5rem 0}
        h2{font-size:1.3rem;line-height:1.3;margin:0 0 .5rem}
        h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
        p,ul,dl{margin:.5rem 0}
        section{border-top:1px solid var(--line);padding:1.5rem 0}
        .quiet,figcaption,caption,.legend,.up,.across{color:var(--quiet)}
        .answer{font-size:1.1rem;font-weight:600}
        nav ol{columns:20rem;margin:.5rem 0;padding-left:2rem}
        a{color:var(--own)}
        a:focus-visible,.scroll:focus-visible{outline:3px solid var(--own);outline-offset:2px}
        figure{margin:1.25rem 0 .75rem}
        figcaption,caption{font-weight:600;text-align:left;padding:.25rem 0}
        .legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.9rem}
        caption span{position:sticky;left:0;display:inline-block;max-width:min(100%,calc(100vw - 4.5rem))}
        .legend li{display:flex;align-items:center;gap:.4rem}
        .legend svg{width:26px;height:14px;flex:none}
        .row p{margin:.35rem 0 0;font-size:.95rem}
        .row p span{white-space:normal}
        svg{display:block;width:100%;overflow:visible}
        .marks{height:28px}
        .axis svg{height:20px}
        .plot{height:250px}
        .up,.across{font-size:.85rem;margin:.25rem 0}
        .across{text-align:center}
        svg text{font-size:12px;fill:var(--quiet)}
        svg .more{fill:var(--ink);text-anchor:end;font-size:14px}
        .grid{stroke:var(--line);stroke-width:1}
        .reference{stroke:var(--other);stroke-width:2;stroke-dasharray:4 3}
        .interval{stroke:var(--ink);stroke-width:2}
        .bar{fill:var(--bar)}
        .band{fill:var(--band)}
        .dot{fill:var(--own);stroke:var(--paper);stroke-width:1}
        .ring{fill:var(--paper);stroke:var(--other);stroke-width:2.5}
        .own{stroke:var(--own);stroke-width:3;stroke-linecap:round}
        .best{stroke:var(--other);stroke-width:2;stroke-dasharray:7 4}
        .chance{stroke:var(--chance);stroke-width:2;stroke-dasharray:2 4}
        .scroll{overflow:auto;margin:.5rem 0 1rem;border:1px solid var(--line);border-radius:6px;padding:0 .6rem .4rem}
        table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
        th,td{padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);min-width:3.5rem}
        tbody th{font-weight:500;min-width:8.5rem}
        td:not(.n){min-width:9rem}
        thead .n{min-width:5rem}
        tbody tr:last-child>*{border-bottom:0}
        thead th{overflow-wrap:break-word;color:var(--quiet);font-weight:600;vertical-align:bottom}
        .n{text-align:right;white-space:nowrap}
        thead .n{white-space:normal}
        .plot text{paint-order:stroke;stroke:var(--paper);stroke-width:3px}
        dt{font-weight:600;margin-top:.6rem}
        dd{margin:0 0 0 1rem}
        @media (min-width:46rem){body{padding:1.5rem 2rem}.row{display:grid;grid-template-columns:17rem minmax(0,1fr);column-gap:1rem}
        .row p{margin:0;padding:.3rem 0}.row p span{display:block;color:var(--quiet);font-size:.88rem}.row .marks{height:0;min-height:100%}
        .axis svg{grid-column:2}}
        @media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--panel:#fff;--own:#0b5cad;--bar:#9cc3e6;
        --band:#cfe1f3;--other:#a04a00;--chance:#555}@page{margin:15mm}body{max-width:none;padding:0;font-size:10.5pt;
        print-color-adjust:exact;-webkit-print-color-adjust:exact}nav{display:none}.scroll{overflow:visible;border:0;padding:0}
        table{font-size:8.5pt}thead th{overflow-wrap:anywhere}caption span{position:static;max-width:none}
        th,td,thead .n,td:not(.n){min-width:0;padding-right:.4rem}.n{white-space:normal}tbody th{min-width:0}
        thead{display:table-header-group}tr,.row,.plot,.answer,p,li{break-inside:avoid}
        h2,h3,.answer,caption,figcaption,.legend{break-after:avoid}.axis{break-before:avoid}a{color:inherit;text-decoration:none}}
        """;

    /// <summary>What the page allows: this style, by its hash, and nothing else.</summary>
    public static string Policy { get; } = "default-src 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text))) + "'; base-uri 'none'; form-action 'none'";

    /// <summary>The style with line feeds on every platform, as its hash has it.</summary>
    public static string Text => Css.ReplaceLineEndings("\n");
}
