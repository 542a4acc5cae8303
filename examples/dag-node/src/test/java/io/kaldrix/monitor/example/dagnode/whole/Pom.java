package io.kaldrix.monitor.example.dagnode.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One pom of the reactor, as it is written. */
record Pom(Path directory, Document document) {

  static Pom at(Path directory) {
    try {
      return new Pom(
          directory,
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(directory.resolve("pom.xml").toFile()));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(directory + "/pom.xml cannot be read", e);
    }
  }

  /** Returns this and all poms below it that are built along with it. */
  List<Pom> reactor() {
    List<Pom> all = new ArrayList<>(List.of(this));
    for (String module : texts("/project/modules/module")) {
      all.addAll(at(directory.resolve(module)).reactor());
    }
    return all;
  }

  /** Returns the artifacts that this and all below it publish as jars. */
  List<String> published() {
    if (texts("/project/properties/maven.deploy.skip").contains("true")) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (!texts("/project/packaging").contains("pom")) {
      names.addAll(texts("/project/artifactId"));
    }
    for (String module : texts("/project/modules/module")) {
      names.addAll(at(directory.resolve(module)).published());
    }
    return names;
  }

  /** Returns the texts of the elements at {@code path}. */
  List<String> texts(String path) {
    try {
      XPath xpath = XPathFactory.newInstance().newXPath();
      NodeList found = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        texts.add(found.item(i).getTextContent().strip());
      }
      return texts;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path + " is no XPath", e);
    }
  }
}
